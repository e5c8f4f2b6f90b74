package dev.launchgate.postmortem.graph;

import java.util.List;

/** Colours of a picture. Lines stand out from the ground by 3:1, text by 4.5:1. */
public enum Theme {
    Light(
            "#ffffff",
            "#1f2328",
            "#59636e",
            "#d8dee4",
            "#cf222e",
            "#0550ae #bc4c00 #1a7f37 #8250df #bf3989 #0f7b8a #7d5700 #57606a"),
    Dark(
            "#0d1117",
            "#f0f6fc",
            "#b1bac4",
            "#30363d",
            "#ff7b72",
            "#79c0ff #ffa657 #56d364 #d2a8ff #ff9bce #56d4dd #e3b341 #b1bac4");

    private final String ground;
    private final String text;
    private final String faintText;
    private final String grid;
    private final String mark;
    private final String lines;

    Theme(String ground, String text, String faintText, String grid, String mark, String lines) {
        this.ground = ground;
        this.text = text;
        this.faintText = faintText;
        this.grid = grid;
        this.mark = mark;
        this.lines = lines;
    }

    String ground() {
        return ground;
    }

    String text() {
        return text;
    }

    /** Of what is read second. */
    String faintText() {
        return faintText;
    }

    String grid() {
        return grid;
    }

    /** Of the incident. */
    String mark() {
        return mark;
    }

    /** One colour for each line. */
    List<String> lines() {
        return List.of(lines.split(" "));
    }
}
