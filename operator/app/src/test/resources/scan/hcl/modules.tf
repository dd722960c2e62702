variable "size" {
  type = object({
    name  = string
    count = optional(number, 2)
    tags  = map(string)
  })
  description = "How large."
  default     = null
  nullable    = true
  validation {
    condition     = var.size == null || try(var.size.count, 0) > 0
    error_message = "At least one."
  }
}
module "db" {
  source    = "./modules/db"
  providers = { aws = aws.west, aws.replica = aws.east }
  for_each  = toset(["a", "b"])
  size      = var.size
}
moved {
  from = aws_db_instance.old
  to   = module.db["a"].aws_db_instance.this
}
import {
  to = aws_s3_bucket.logs
  id = "logs"
}
removed {
  from = aws_sqs_queue.gone
  lifecycle { destroy = false }
}
check "health" {
  data "aws_lb" "main" {
    name = "main"
  }
  assert {
    condition     = data.aws_lb.main.arn != ""
    error_message = "Gone: ${data.aws_lb.main.name}."
  }
}
ephemeral "random_password" "db" {
  length = 16
}
provider "aws" {
  alias  = "west"
  region = "eu-west-1"
  assume_role { role_arn = var.role }
  default_tags {
    tags = { Team = "x" }
  }
}
output "secret" {
  value     = var.secret
  sensitive = true
}
