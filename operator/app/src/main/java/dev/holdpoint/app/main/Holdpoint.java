package dev.holdpoint.app.main;

/** The one command. Every role of the image and every command of a person starts here. */
public final class Holdpoint {
    private Holdpoint() {}

    public static void main(String[] args) {
        System.exit(args.length == 0 ? 2 : 0);
    }
}
