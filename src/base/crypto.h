/*
 * crypto -- randomness, hashes, signatures, passwords, sealed values.
 *
 * Nothing of our own making: OpenSSL for hashes, libsodium for passwords and sealing, both for what
 * they are known for.  Functions that cannot fail on a working machine stop the process when they
 * do.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

enum {
    SHA256_BYTES = 32,
    SECRET_KEY_BYTES = 32,
    PASSWORD_BYTES_MAX = 1024, /* longer ones are refused by password_check, too */
    SEALED_BYTES_MAX = 64 * 1024,
};

/* ---- randomness (the kernel's) ---- */

void crypto_random(void *bytes_out, size_t len);

/* A secret of `bytes` random bytes as base64url: 16 for a session is 22 letters. */
Text random_token(Arena *arena, size_t bytes);

/* A number from 0 to below - 1, all equally likely; for codes by SMS. */
uint32_t random_below(uint32_t below);

/* ---- hashes ---- */

void sha256(Text bytes, unsigned char digest_out[SHA256_BYTES]);
Text sha256_hex(Arena *arena, Text bytes);

/* Of a file of any size.  NOT_FOUND, FAULT (logged). */
MUST_CHECK Status sha256_file_hex(Arena *arena, const char *path, Text *hex_out);

void hmac_sha256(Text key, Text message, unsigned char digest_out[SHA256_BYTES]);
Text hmac_sha256_token(Arena *arena, Text key, Text message); /* as base64url */

/* True for equal texts; the time tells nothing about where they differ.  For everything secret. */
bool secret_eq(Text a, Text b);

/* ---- encodings ---- */

Text hex_encode(Arena *arena, Text bytes); /* lower case */

/* RFC 4648 section 5, without padding; decoding is strict. */
Text base64url_encode(Arena *arena, Text bytes);
bool base64url_decode(Arena *arena, Text text, Text *bytes_out);

/* ---- passwords ---- */

/* argon2id as a string with its parameters and salt ("$argon2id$…").  24 MiB and three passes:
 * above OWASP's least (19 MiB, two passes), and small enough for a worker to stay below 48 MB,
 * since it hashes one at a time.  About 50 ms. */
Text password_hash(Arena *arena, Text password);

/* The same for a password that this program made at random (50 bits and more): it needs no slow
 * hash, so that hundreds of accounts can be made in one request.  Stale at once: the next sign-in
 * hashes it again. */
Text password_hash_random(Arena *arena, Text password);

/* Whether a password fits; an absent hash (no such account) takes the same time and fits never. */
bool password_check(Text hash, Text password);

/* True when a hash was made with other parameters than today's: hash again at the next sign-in. */
bool password_is_stale(Text hash);

/* ---- sealed values ---- */

typedef struct SecretKey {
    unsigned char bytes[SECRET_KEY_BYTES];
} SecretKey;

/* The installation's key in a file of mode 0600; made when it is not there.  FAULT when it cannot
 * be read or made, or is not a key. */
MUST_CHECK Status secret_key_load(Arena *arena, const char *path, SecretKey *key_out);

/* A key for one purpose ("session", "csrf"), so that what is made for one is worthless for another.
 */
SecretKey secret_key_for(const SecretKey *master, const char *purpose);

/* Encrypted and signed (XSalsa20-Poly1305 with a random nonce), as bytes; at most SEALED_BYTES_MAX
 * of plain text.  Opening gives false for anything that was not sealed with this key. */
Text secret_seal(Arena *arena, const SecretKey *key, Text plain);
bool secret_open(Arena *arena, const SecretKey *key, Text sealed, Text *plain_out);
