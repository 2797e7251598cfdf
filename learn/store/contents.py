"""What the projections say, without the numbers that differ from file to file: how they are compared."""

_QUERIES = {
    "timeline": """SELECT l.id, t.type, e.id, t.ms
        FROM SCHEMA.timeline AS t JOIN main.learner AS l ON l.n = t.learner JOIN main.event AS e ON e.n = t.event
        ORDER BY 1, 2, 3""",
    "state": """SELECT l.id, s.fact, s.memory, s.due_day, s.first_day, s.last_answer_day, s.last_ms, s.last_question,
        s.suspended, s.buried_until
        FROM SCHEMA.state AS s JOIN main.learner AS l ON l.n = s.learner
        WHERE s.memory IS NOT NULL OR s.suspended OR s.buried_until ORDER BY 1, 2""",
    "evidence": """SELECT l.id, s.fact, e.id, v.ms
        FROM SCHEMA.state AS s JOIN main.learner AS l ON l.n = s.learner
        JOIN SCHEMA.evidence AS v ON v.state = s.n JOIN main.event AS e ON e.n = v.event ORDER BY 1, 2, 3""",
    "question_use": """SELECT l.id, u.question, u.times, u.last_ms
        FROM SCHEMA.question_use AS u JOIN main.learner AS l ON l.n = u.learner ORDER BY 1, 2""",
    "session": """SELECT l.id, s.id, e.id, s.ms, s.finished, s.answered, s.first_ms, s.last_ms
        FROM SCHEMA.session AS s JOIN main.learner AS l ON l.n = s.learner
        LEFT JOIN main.event AS e ON e.n = s.event ORDER BY 1, 2""",
    "amendment": """SELECT e.id, a.target
        FROM SCHEMA.amendment AS a JOIN main.event AS e ON e.n = a.event ORDER BY 1, 2""",
}

KEYS = {"timeline": 3, "state": 2, "evidence": 3, "question_use": 2, "session": 2, "amendment": 2}
"""By how many of its first columns each is ordered, which tell its rows apart."""


def contents(schema: str) -> dict[str, str]:
    """For each projection in `schema` (`main`, or `temp` where it was derived again) a query of its rows in order.

    A row begins with what it is about: learner's id, then fact, question, session or event.
    """
    return {table: query.replace("SCHEMA", schema) for table, query in _QUERIES.items()}
