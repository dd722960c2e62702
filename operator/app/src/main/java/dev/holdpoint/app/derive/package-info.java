/**
 * What controller, attestor and apply pod each work out for themselves from the same inputs: verdict, review, template
 * and the count of the votes. Pure but for parsing; the same inputs give the same bytes, and that is how they check each
 * other.
 */
package dev.holdpoint.app.derive;
