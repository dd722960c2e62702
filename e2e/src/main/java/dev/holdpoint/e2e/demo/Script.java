package dev.holdpoint.e2e.demo;

/** What this play's changes are called; a second play on the same cluster needs other names. */
record Script(String first, String scale, String cleanup) {
    static Script of(Kube admin) {
        String names = admin.attempt("get", "ichg", "-n", "holdpoint-agents", "-o", "name")
                .output();
        int play = 1;
        while (names.contains("/more-replicas" + suffix(play) + "\n")) {
            play++;
        }
        return new Script("open-the-shop" + suffix(play), "more-replicas" + suffix(play), "clean-up" + suffix(play));
    }

    private static String suffix(int play) {
        return play == 1 ? "" : "-" + play;
    }
}
