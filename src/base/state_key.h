/*
 * state_key -- the installation's keys: files in the state directory, mode 0600, not in the
 * database.
 *
 * Who gets hold of the database alone, or of an export or a copy of it, cannot read or try out what
 * was made with one.  A key is made when it is not there; with it lost, what it made stays closed.
 */
#pragma once

#include "base/crypto.h"

/* Where the keys stand; before the first use of one.  Keys of another directory are forgotten. */
void state_key_set_dir(Text state_dir);

typedef enum StateKey {
    STATE_KEY_NUMBER, /* number.key: numbers to be known again (base/number_hash.h) */
    STATE_KEY_WORDS,  /* clue.key: confidential words (base/sealing.h) */
    STATE_KEYS
} StateKey;

/* The key, read once a process.  FAULT (logged) when it cannot be read or made. */
MUST_CHECK Status state_key(Arena *arena, StateKey which, const SecretKey **out);
