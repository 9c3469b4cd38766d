package dev.andon.dashboard;

import dev.andon.query.Interpolation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Variables so that each comes after those it refers to.
 *
 * @param cycles for each variable that has no place in any order: the way back to itself
 */
record VariableOrder(List<VariableModel> variables, Map<String, String> cycles) {

    static VariableOrder of(List<VariableModel> variables) {
        Walk walk = new Walk(variables);
        variables.forEach(walk::visit);
        return new VariableOrder(List.copyOf(walk.done.values()), Map.copyOf(walk.cycles));
    }

    /** The other variables of the dashboard that it refers to. */
    static Set<String> needs(VariableModel variable, Set<String> known) {
        Set<String> names = new LinkedHashSet<>();
        variable.texts().forEach(text -> names.addAll(Interpolation.references(text)));
        names.retainAll(known);
        names.remove(variable.name());
        return names;
    }

    /** A depth-first walk along the references. */
    private static final class Walk {
        private final Map<String, VariableModel> byName = new LinkedHashMap<>();
        private final Map<String, VariableModel> done = new LinkedHashMap<>();
        private final Map<String, String> cycles = new LinkedHashMap<>();
        private final List<String> way = new ArrayList<>();
        private final Set<String> onTheWay = new HashSet<>();

        private Walk(List<VariableModel> variables) {
            variables.forEach(variable -> byName.putIfAbsent(variable.name(), variable));
        }

        private void visit(@Nullable VariableModel variable) {
            if (variable == null || done.containsKey(variable.name())) {
                return;
            }
            String name = variable.name();
            if (!onTheWay.add(name)) {
                List<String> cycle = way.subList(way.indexOf(name), way.size());
                String shown = String.join(" → ", cycle) + " → " + name;
                cycle.forEach(member -> cycles.put(member, shown));
                return;
            }
            way.add(name);
            needs(variable, byName.keySet()).forEach(needed -> visit(byName.get(needed)));
            way.removeLast();
            onTheWay.remove(name);
            done.put(name, variable);
        }
    }
}
