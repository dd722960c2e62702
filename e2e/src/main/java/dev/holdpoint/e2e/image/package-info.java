/** Container images without a registry: a Debian base from debootstrap, a runtime from jlink, layers and tar by Jib. */
package dev.holdpoint.e2e.image;
