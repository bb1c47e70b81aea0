"""The tables and views of a record, as the steps that made them: a new version of the program adds a step and changes none."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE pack (
            digest TEXT PRIMARY KEY,
            files BLOB NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE review (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            asked TEXT NOT NULL,
            as_of TEXT NOT NULL,
            profile TEXT NOT NULL,
            pack TEXT NOT NULL REFERENCES pack (digest),
            tool_version TEXT NOT NULL,
            roster TEXT NOT NULL,
            bypasses TEXT NOT NULL,
            skipped TEXT NOT NULL,
            finished INTEGER NOT NULL
        )""",
        """CREATE TABLE assessment (
            key TEXT PRIMARY KEY,
            plan TEXT NOT NULL,
            plan_digest TEXT NOT NULL,
            agency TEXT NOT NULL,
            title TEXT NOT NULL,
            fiscal_year INTEGER,
            as_of TEXT NOT NULL,
            rating TEXT NOT NULL,
            label TEXT NOT NULL,
            content BLOB NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE submission (
            review INTEGER NOT NULL REFERENCES review (id),
            key TEXT NOT NULL,
            agency TEXT NOT NULL,
            standing TEXT NOT NULL,
            reason TEXT NOT NULL,
            due TEXT NOT NULL,
            source TEXT NOT NULL,
            member TEXT NOT NULL,
            commit_id TEXT NOT NULL,
            author TEXT NOT NULL,
            submitted TEXT NOT NULL,
            signature TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            assessment TEXT REFERENCES assessment (key),
            PRIMARY KEY (review, key)
        ) WITHOUT ROWID""",
        """CREATE TABLE fact (
            assessment TEXT NOT NULL REFERENCES assessment (key),
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            of TEXT NOT NULL,
            route TEXT NOT NULL,
            place TEXT NOT NULL,
            PRIMARY KEY (assessment, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE output (
            review INTEGER NOT NULL REFERENCES review (id),
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            PRIMARY KEY (review, name)
        ) WITHOUT ROWID""",
        """CREATE TABLE outcome (
            assessment TEXT NOT NULL REFERENCES assessment (key),
            rule TEXT NOT NULL,
            version INTEGER NOT NULL,
            status TEXT NOT NULL,
            level TEXT NOT NULL,
            judged INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (assessment, rule)
        ) WITHOUT ROWID""",
        """CREATE TABLE finding (
            assessment TEXT NOT NULL REFERENCES assessment (key),
            position INTEGER NOT NULL,
            rule TEXT NOT NULL,
            level TEXT NOT NULL,
            waived INTEGER NOT NULL,
            message TEXT NOT NULL,
            route TEXT NOT NULL,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            column INTEGER NOT NULL,
            end_line INTEGER NOT NULL,
            end_column INTEGER NOT NULL,
            remedy TEXT NOT NULL,
            PRIMARY KEY (assessment, position)
        ) WITHOUT ROWID""",
        """CREATE VIEW reviews AS
            SELECT r.id AS review, r.as_of, r.profile, r.pack, r.tool_version, r.finished,
                count(s.key) AS submissions,
                count(s.key) FILTER (WHERE s.standing IN ('received', 'late')) AS counted,
                count(s.key) FILTER (WHERE s.standing = 'late') AS late,
                count(s.key) FILTER (WHERE s.standing = 'missing') AS missing,
                count(s.key) FILTER (WHERE s.standing = 'unreadable') AS unreadable,
                count(s.key) FILTER (WHERE s.standing = 'duplicate') AS duplicate,
                count(s.key) FILTER (WHERE s.standing = 'refused') AS refused
            FROM review r LEFT JOIN submission s ON s.review = r.id
            GROUP BY r.id""",
        """CREATE VIEW last_review AS
            SELECT max(id) AS review FROM review WHERE finished = 1""",
        """CREATE VIEW last_submissions AS
            SELECT s.agency, s.standing, s.reason, s.due, s.submitted, a.fiscal_year, a.title, a.as_of, a.rating, a.label,
                (SELECT count(*) FROM finding f WHERE f.assessment = a.key AND f.waived = 0 AND f.level = 'error') AS errors,
                (SELECT count(*) FROM finding f WHERE f.assessment = a.key AND f.waived = 0 AND f.level = 'warning') AS warnings,
                (SELECT count(*) FROM finding f WHERE f.assessment = a.key AND f.waived = 0 AND f.level = 'note') AS notes,
                s.source, s.member, s.commit_id, s.author, s.signature, s.sha256, s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            LEFT JOIN assessment a ON a.key = s.assessment""",
        """CREATE VIEW last_findings AS
            SELECT s.agency, a.fiscal_year, f.rule, f.level, f.waived, f.message, f.route, f.file, f.line, f.column, f.remedy,
                s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            JOIN assessment a ON a.key = s.assessment
            JOIN finding f ON f.assessment = a.key
            WHERE s.standing IN ('received', 'late')""",
        """CREATE VIEW last_outcomes AS
            SELECT s.agency, a.fiscal_year, o.rule, o.version, o.status, o.level, o.judged, o.reason, s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            JOIN assessment a ON a.key = s.assessment
            JOIN outcome o ON o.assessment = a.key
            WHERE s.standing IN ('received', 'late')""",
        """CREATE VIEW last_rules AS
            SELECT rule,
                count(DISTINCT agency) FILTER (WHERE status = 'fail') AS agencies_failing,
                count(*) FILTER (WHERE status = 'fail') AS fail,
                count(*) FILTER (WHERE status = 'pass') AS pass,
                count(*) FILTER (WHERE status = 'waived') AS waived,
                count(*) FILTER (WHERE status = 'needs_review') AS needs_review,
                count(*) FILTER (WHERE status = 'not_evaluated') AS not_evaluated,
                count(*) FILTER (WHERE status IN ('not_applicable', 'not_in_force')) AS silent
            FROM last_outcomes
            GROUP BY rule
            ORDER BY agencies_failing DESC, fail DESC, rule""",
    ),
    ("ALTER TABLE review ADD COLUMN answer_by TEXT NOT NULL DEFAULT ''",),
    (
        "ALTER TABLE finding ADD COLUMN identity TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE answer (
            review INTEGER NOT NULL REFERENCES review (id),
            submission TEXT NOT NULL,
            position INTEGER NOT NULL,
            agency TEXT NOT NULL,
            fiscal_year TEXT NOT NULL,
            rule TEXT NOT NULL,
            place TEXT NOT NULL,
            action TEXT NOT NULL,
            owner TEXT NOT NULL,
            day TEXT NOT NULL,
            status TEXT NOT NULL,
            reason TEXT NOT NULL,
            stands_at TEXT NOT NULL,
            found TEXT NOT NULL,
            mended INTEGER NOT NULL,
            PRIMARY KEY (review, submission, position)
        ) WITHOUT ROWID""",
        """CREATE TABLE trouble (
            review INTEGER NOT NULL REFERENCES review (id),
            submission TEXT NOT NULL,
            position INTEGER NOT NULL,
            agency TEXT NOT NULL,
            stands_at TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (review, submission, position)
        ) WITHOUT ROWID""",
    ),
    (
        """CREATE TABLE decision (
            review INTEGER NOT NULL REFERENCES review (id),
            submission TEXT NOT NULL,
            file TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            notes TEXT NOT NULL,
            sign_off TEXT NOT NULL,
            PRIMARY KEY (review, submission)
        ) WITHOUT ROWID""",
    ),
    (
        "ALTER TABLE fact ADD COLUMN details TEXT NOT NULL DEFAULT ''",
        """CREATE VIEW last_scores AS
            SELECT s.agency, a.fiscal_year, f.name AS service, json_extract(f.details, '$.fiscal_year') AS of_year, json_extract(f.details, '$.quarter') AS quarter,
                json_extract(f.details, '$.audience') AS audience, json_extract(f.details, '$.wording') AS wording, json_extract(f.details, '$.scale') AS scale,
                json_extract(f.details, '$.channel') AS channel, json_extract(f.details, '$.answered') AS answered, json_extract(f.details, '$.mean') AS mean,
                json_extract(f.details, '$.positive') AS positive, f.place, s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            JOIN assessment a ON a.key = s.assessment
            JOIN fact f ON f.assessment = a.key AND f.kind = 'score'
            WHERE s.standing IN ('received', 'late')""",
    ),
    (
        "ALTER TABLE decision ADD COLUMN judged TEXT NOT NULL DEFAULT '[]'",
        """CREATE VIEW last_sign_offs AS
            SELECT s.agency, s.standing, a.fiscal_year, json_extract(d.sign_off, '$[1]') AS signed_by,
                json_extract(d.sign_off, '$[2]') AS signed_on, json_extract(d.sign_off, '$[0]') AS what, d.file, s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            LEFT JOIN assessment a ON a.key = s.assessment
            LEFT JOIN decision d ON d.review = s.review AND d.submission = s.key
            WHERE s.standing <> 'duplicate'""",
        """CREATE VIEW last_judgements AS
            SELECT s.agency, a.fiscal_year, json_extract(j.value, '$[0]') AS rule, json_extract(j.value, '$[1]') AS answer,
                json_extract(j.value, '$[2]') AS judged_by, json_extract(j.value, '$[3]') AS judged_on,
                json_extract(j.value, '$[4]') AS valid_until, json_extract(j.value, '$[5]') AS why, o.status, s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            JOIN decision d ON d.review = s.review AND d.submission = s.key
            JOIN json_each(d.judged) j
            LEFT JOIN assessment a ON a.key = s.assessment
            LEFT JOIN outcome o ON o.assessment = a.key AND o.rule = json_extract(j.value, '$[0]')
            WHERE s.standing <> 'duplicate'""",
        """CREATE VIEW last_notes AS
            SELECT s.agency, json_extract(n.value, '$[1]') AS noted_by, json_extract(n.value, '$[2]') AS noted_on,
                json_extract(n.value, '$[0]') AS note, s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            JOIN decision d ON d.review = s.review AND d.submission = s.key
            JOIN json_each(d.notes) n
            WHERE s.standing <> 'duplicate'""",
    ),
    (
        """CREATE VIEW last_answers AS
            SELECT s.agency, a.fiscal_year, w.rule, w.place, w.found, w.action, w.owner, w.day, w.status, w.reason, w.mended,
                w.stands_at, s.key
            FROM submission s JOIN last_review l ON l.review = s.review
            JOIN answer w ON w.review = s.review AND w.submission = s.key
            LEFT JOIN assessment a ON a.key = s.assessment""",
        """CREATE VIEW last_troubles AS
            SELECT t.agency, t.stands_at, t.message, t.submission AS key
            FROM trouble t JOIN last_review l ON l.review = t.review""",
    ),
)
"""The number of steps that a record has been through is its `user_version`."""
