/** OpenTofu and Terraform: how they are driven, what their events say, and how their plan files are opened. */
package dev.holdpoint.app.adapter.engine;
