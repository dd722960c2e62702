# A network as teams write it: loops, maps, conditions.
terraform {
  required_version = ">= 1.6, < 2.0"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 5.100"
      configuration_aliases = [aws.replica]
    }
    random = { source = "hashicorp/random", version = "3.6.0" }
  }
  backend "s3" {
    bucket = "states"
    key    = "network/terraform.tfstate"
  }
}

locals {
  zones = { for i, z in data.aws_availability_zones.all.names : z => i if i < var.zone_count }
  cidrs = [
    for z in keys(local.zones) :
    cidrsubnet(var.cidr, 8, local.zones[z])
  ]
  by_owner = { for s in var.subnets : s.owner => s.id... }
  tags = merge(
    var.tags,
    {
      Name        = "${var.name}-${terraform.workspace}"
      "Cost:Team" = upper(var.team)
      (var.extra) = true,
    },
  )
  first    = aws_subnet.private[*].id
  legacy   = aws_subnet.private.*.id
  old      = aws_subnet.private.0.id
  negative = -var.offset
  logic    = !var.off && (var.a || var.b) && var.c != null
  ternary  = var.create ? aws_vpc.this[0].id : var.vpc_id
  numbers  = [1, 2.5, 1e3, 1.5E-3, -4]
  nested   = [[{ a = [1] }], { "b" : { c : [] } }]
  empty    = {}
  percent  = "100% of $5"
}

resource "aws_vpc" "this" {
  count                = var.create ? 1 : 0
  cidr_block           = var.cidr
  enable_dns_hostnames = true

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags["LastSeen"], tags]
    precondition {
      condition     = can(cidrhost(var.cidr, 0))
      error_message = "Not a network: \"${var.cidr}\"\n\ttry again \u00e9."
    }
  }
}

resource "aws_security_group" "app" {
  name_prefix = "app-"
  dynamic "ingress" {
    for_each = var.ports
    iterator = port
    content {
      from_port = port.value
      to_port   = port.value
      protocol  = "tcp"
    }
  }
  egress { protocol = "-1" }
  timeouts {}
  provisioner "local-exec" { command = "true" }
}

data aws_availability_zones all {
  state = "available" // trailing
}

/* a comment
   over lines */ output "vpc" { value = one(aws_vpc.this[*].id) }
