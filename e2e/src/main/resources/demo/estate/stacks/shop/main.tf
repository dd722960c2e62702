# A small shop. The resources are built into the engine, so that the demo needs no cloud and no provider registry;
# the policy "shop" says which of them hold data.

terraform {
  required_version = ">= 1.6"
}

locals {
  region = "eu-central-1"
}

resource "terraform_data" "network" {
  input = {
    cidr   = "10.20.0.0/16"
    region = local.region
  }
}

resource "terraform_data" "database" {
  input = {
    engine              = "postgres 16.3"
    instance_class      = "m6g.large"
    storage_gib         = 200
    backup_days         = 14
    deletion_protection = true
    network             = terraform_data.network.id
  }
}

resource "terraform_data" "uploads" {
  input = {
    bucket     = "shop-uploads"
    versioning = true
    region     = local.region
  }
}

resource "terraform_data" "service" {
  input = {
    image    = "shop:2026.11.1"
    replicas = 3
    database = terraform_data.database.id
    uploads  = terraform_data.uploads.id
  }
}

resource "terraform_data" "alarm" {
  input = {
    metric    = "checkout_errors"
    threshold = 5
  }
}

output "service" {
  value = terraform_data.service.id
}
