package dev.andon.catalog;

import dev.andon.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Machines over HTTP. */
@RestController
@RequestMapping("/api/v1/machines")
class MachinesApi {
    /** Every client and proxy makes another address of one that ends like this. */
    private static final Set<String> NO_PATH = Set.of(".", "..");

    private final Machines machines;

    MachinesApi(Machines machines) {
        this.machines = machines;
    }

    /** Parameters are taken as they are: Spring would part a list at the commas in a name. */
    @GetMapping
    List<Machine> list(@RequestParam MultiValueMap<String, String> parameters) {
        MachineChoice choice = MachineChoice.of(parameters);
        return machines.list().stream().filter(choice::includes).toList();
    }

    @GetMapping("/{id}")
    Machine read(@PathVariable String id) {
        return machines.require(id);
    }

    @PostMapping
    ResponseEntity<Machine> create(@RequestBody JsonNode body) {
        JsonNode id = body.path("id");
        if (!id.isString()) {
            throw new MachineChange.RefusedException("id is missing; it is a text");
        }
        Machine machine = create(id.stringValue(), body);
        URI address =
                UriComponentsBuilder.fromPath("/api/v1/machines")
                        .pathSegment(machine.id())
                        .encode()
                        .build()
                        .toUri();
        return ResponseEntity.created(address).body(machine);
    }

    private Machine create(String id, JsonNode body) {
        requireUsable(id);
        return machines.create(id, MachineChange.read(id, body))
                .orElseThrow(() ->
                        Problem.conflict(
                                "There is a machine %s already, perhaps a retired one. Nothing was changed. Change it with PATCH; {\"retired\":false} brings a retired one back."
                                        .formatted(id)));
    }

    @PutMapping("/{id}")
    Machine createOrChange(@PathVariable String id, @RequestBody JsonNode body) {
        requireUsable(id);
        return machines.createOrChange(id, MachineChange.read(id, body));
    }

    @PatchMapping("/{id}")
    Machine change(@PathVariable String id, @RequestBody JsonNode body) {
        return changed(id, MachineChange.read(id, body));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable String id) {
        changed(id, MachineChange.RETIRE);
    }

    private Machine changed(String id, MachineChange change) {
        return machines.change(id, change).orElseThrow(() -> Machines.unknown(id));
    }

    @ExceptionHandler
    ProblemDetail refused(MachineChange.RefusedException refusal) {
        return Problem.document(
                HttpStatus.UNPROCESSABLE_CONTENT, refusal.getMessage() + ". Nothing was changed.");
    }

    private static void requireUsable(String id) {
        String objection =
                NO_PATH.contains(id) ? "cannot stand in an address" : NameRule.objection(id);
        if (objection != null) {
            throw new MachineChange.RefusedException("The machine's id " + objection);
        }
    }
}
