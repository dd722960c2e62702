/** The catalog's files: what types of resources are, as data. */
package dev.holdpoint.app.adapter.catalog;
