package dev.andon.ingest;

/** Why a point is not taken; there is none of a good point. */
record Objection(RejectionKind kind, String reason) {}
