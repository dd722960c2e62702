/** The main job from nothing, on a real cluster: what a newcomer sees when typing the first of the two commands. */
package dev.holdpoint.e2e.demo;
