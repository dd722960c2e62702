package dev.holdpoint.api;

/** The program that plans and applies. */
public enum EngineName {
    OpenTofu,
    Terraform
}
