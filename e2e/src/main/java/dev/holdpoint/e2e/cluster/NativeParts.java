package dev.holdpoint.e2e.cluster;

import java.nio.file.Path;

/** What the parts of one native cluster share. */
record NativeParts(Path state, Site site, Authority authority, Daemons daemons, GoTools tools) {}
