package dev.launchgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void alignsColumnsAsKubectlDoes() {
        assertThat(Grid.lines(List.of(List.of("NAME", "READY"), List.of("ml-scoring", "4/4"), List.of("a", "")), 0))
                .containsExactly("NAME         READY", "ml-scoring   4/4", "a");
    }

    @Test
    void breaksOnlyTheLastColumn() {
        String long50 = "one two three four five six seven eight nine ten eleven";
        assertThat(Grid.lines(List.of(List.of("A", long50)), 40))
                .containsExactly("A   one two three four five six seven eight", "    nine ten eleven");
    }
}
