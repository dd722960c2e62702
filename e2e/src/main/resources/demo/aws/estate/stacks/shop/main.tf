# A small shop. On AWS; in the demo a fake one answers.

terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  replicas = 3
}

resource "aws_vpc" "network" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = "eu-central-1b"
}

resource "aws_db_subnet_group" "database" {
  name       = "shop"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}

resource "aws_db_instance" "database" {
  identifier                  = "shop"
  engine                      = "postgres"
  engine_version              = "16.3"
  instance_class              = "db.m6g.large"
  allocated_storage           = 200
  storage_encrypted           = true
  username                    = "shop"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.database.name
  backup_retention_period     = 14
  deletion_protection         = true
  skip_final_snapshot         = false
  final_snapshot_identifier   = "shop-final"
}

resource "aws_s3_bucket" "uploads" {
  bucket = "shop-uploads"
}

resource "aws_s3_bucket_versioning" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_launch_template" "service" {
  name          = "shop"
  image_id      = "ami-12c6146b"
  instance_type = "t3.small"
}

resource "aws_autoscaling_group" "service" {
  name                      = "shop"
  min_size                  = 1
  max_size                  = 10
  desired_capacity          = local.replicas
  vpc_zone_identifier       = [aws_subnet.a.id, aws_subnet.b.id]
  wait_for_capacity_timeout = "0"

  launch_template {
    id      = aws_launch_template.service.id
    version = "1"
  }
}

output "service" {
  value = aws_autoscaling_group.service.id
}
