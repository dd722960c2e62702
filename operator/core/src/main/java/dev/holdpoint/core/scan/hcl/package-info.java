/**
 * A reader of HCL's native syntax (the published syntax specification of HCL 2) that evaluates nothing and fails closed:
 * what it does not understand, it does not accept. It accepts less than the engines do, never more structure.
 */
package dev.holdpoint.core.scan.hcl;
