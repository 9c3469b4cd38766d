package dev.andon.benchmarks;

/** What a server remembers between questions, by its settings. */
enum Caching {
    KEPT("kept answers", ""),
    NOTHING("nothing kept", "andon.query.kept-answers: 0\n");

    final String title;
    final String settings;

    Caching(String title, String settings) {
        this.title = title;
        this.settings = settings;
    }
}
