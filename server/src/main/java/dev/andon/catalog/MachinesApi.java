package dev.andon.catalog;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Machines over HTTP. */
@RestController
@RequestMapping("/api/v1/machines")
class MachinesApi {
    private final Machines machines;

    MachinesApi(Machines machines) {
        this.machines = machines;
    }

    @GetMapping
    List<Machine> list() {
        return machines.list();
    }

    @GetMapping("/{id}")
    Machine read(@PathVariable String id) {
        return machines.find(id)
                .orElseThrow(() ->
                        problem(
                                HttpStatus.NOT_FOUND,
                                "There is no machine %s. Machines appear with their first point, or with PUT."
                                        .formatted(id)));
    }

    @PutMapping("/{id}")
    Machine put(@PathVariable String id, @RequestBody MachineChange change) {
        refuse("The machine's id", NameRule.objection(id));
        if (change.name() != null) {
            refuse("The machine's name", NameRule.objection(change.name()));
        }
        return machines.put(id, change);
    }

    private static void refuse(String what, @Nullable String objection) {
        if (objection != null) {
            throw problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    what + " " + objection + ". Nothing was changed.");
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(
                URI.create(
                        status == HttpStatus.NOT_FOUND
                                ? "urn:andon:not-found"
                                : "urn:andon:invalid"));
        problem.setProperty("retryable", false);
        return new ErrorResponseException(status, problem, null);
    }
}
