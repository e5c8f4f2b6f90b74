package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.NullValue;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON as values of CEL, made when they are looked at; each look counts. */
final class CelJson {
    private final CelBudget budget;

    CelJson(CelBudget budget) {
        this.budget = budget;
    }

    Object value(JsonNode json) {
        budget.spend(1);
        return switch (json.getNodeType()) {
            case OBJECT -> new Members(json);
            case ARRAY -> new Elements(json);
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
        };
    }

    private static Object number(JsonNode json) {
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        return json.doubleValue();
    }

    private final class Members extends AbstractMap<String, Object> {
        private final JsonNode json;

        private Members(JsonNode json) {
            this.json = json;
        }

        @Override
        public int size() {
            return json.size();
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            budget.spend(1);
            return key instanceof String name && json.has(name);
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            JsonNode member = key instanceof String name ? json.get(name) : null;
            return member == null ? null : value(member);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public int size() {
                    return json.size();
                }

                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    Iterator<Map.Entry<String, JsonNode>> members =
                            json.properties().iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return members.hasNext();
                        }

                        @Override
                        public Entry<String, Object> next() {
                            Map.Entry<String, JsonNode> member = members.next();
                            return Map.entry(member.getKey(), value(member.getValue()));
                        }
                    };
                }
            };
        }
    }

    private final class Elements extends AbstractList<Object> {
        private final JsonNode json;

        private Elements(JsonNode json) {
            this.json = json;
        }

        @Override
        public int size() {
            return json.size();
        }

        @Override
        public Object get(int index) {
            JsonNode element = json.get(index);
            if (element == null) {
                throw new IndexOutOfBoundsException("no such element");
            }
            return value(element);
        }
    }
}
