/** What is applied and what came of it. An order cannot be made without an approval. */
package dev.holdpoint.core.apply;
