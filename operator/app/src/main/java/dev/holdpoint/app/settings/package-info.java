/** Settings as signed documents: their canonical text, who signed it, and whether it is in force. */
package dev.holdpoint.app.settings;
