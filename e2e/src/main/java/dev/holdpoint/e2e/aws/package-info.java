/** What a machine may have for playing AWS: an unpacked provider package, and a fake AWS to talk to. */
package dev.holdpoint.e2e.aws;
