-- What happened since then, for programs that ask again and again (Open311).
CREATE INDEX opinion_event_at ON opinion_event (at, id);
