/*
 * Runs the browser tests, one file after the other, against one binary:
 *
 *     node tests/browser/run.mjs [BINARY] [NAME…]      NAME.test.mjs; none: all
 *
 * Output is one TAP stream; screenshots are in out-check/shots.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const binary = words.length && fs.existsSync(words[0]) && fs.statSync(words[0]).isFile() ? path.resolve(words.shift()) : undefined;
if (binary) process.env.MINGBAI_BINARY = binary;
const { make_demo, SHOTS } = await import("./harness.mjs");

const files = fs.readdirSync(here).filter((name) => name.endsWith(".test.mjs"))
    .filter((name) => !words.length || words.includes(name.replace(".test.mjs", ""))).sort();
const FILE_MS = 15 * 60 * 1000;
let count = 0;
let failed = 0;
const say = (fine, what) => {
    count += 1;
    failed += fine ? 0 : 1;
    console.log(`${fine ? "ok" : "not ok"} ${count} - ${what}`);
};

fs.mkdirSync(SHOTS, { recursive: true });
const demo = process.env.MINGBAI_BROWSER_DEMO || fs.mkdtempSync(path.join(os.tmpdir(), "mingbai-demo-"));
try {
    if (!process.env.MINGBAI_BROWSER_DEMO) {
        const start = Date.now();
        make_demo(demo);
        say(true, `the demonstration is loaded (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    }
    for (const file of files) {
        const done = spawnSync(process.execPath, [path.join(here, file)], {
            encoding: "utf8", timeout: FILE_MS, maxBuffer: 64 * 1024 * 1024,
            env: Object.assign({}, process.env, { MINGBAI_BROWSER_DEMO: demo }),
        });
        const lines = done.stdout.split("\n");
        for (const line of lines) {
            const result = /^(not )?ok \d+ - (.*)/.exec(line);
            if (result) say(!result[1], `${file.replace(".test.mjs", "")}: ${result[2]}`);
            else if (line && !/^1\.\./.test(line)) console.log(line);
        }
        const planned = lines.map((line) => /^1\.\.(\d+)/.exec(line)).filter(Boolean).pop();
        if (!planned || Number(planned[1]) !== lines.filter((line) => /^(not )?ok /.test(line)).length) {
            console.log("# " + (done.stderr || String(done.error || "")).trim().replace(/\n/g, "\n# "));
            say(false, `${file} runs to its end (exit ${done.status}, ${done.signal})`);
        }
    }
} catch (error) {
    console.log("# " + String((error && error.stack) || error).replace(/\n/g, "\n# "));
    say(false, "the demonstration is loaded");
} finally {
    if (!process.env.MINGBAI_BROWSER_DEMO) fs.rmSync(demo, { recursive: true, force: true });
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
