/** The static scan's other half: the JSON form of configuration, and a stack's settings as the law of a scan. */
package dev.holdpoint.app.scan;
