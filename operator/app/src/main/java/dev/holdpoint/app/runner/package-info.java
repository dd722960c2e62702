/** What runs inside a run pod: the companion that holds the tokens and the wrapper that starts the engine without any. */
package dev.holdpoint.app.runner;
