/** What people and machines may see of a plan: redaction, the review, the redacted plan. */
package dev.holdpoint.app.review;
