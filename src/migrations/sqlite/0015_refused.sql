-- Accounts that a village did not know and that did not try again: the keeper looks for the oldest.
CREATE INDEX join_request_refused ON join_request (decided_at, id) WHERE state = 'refused';
