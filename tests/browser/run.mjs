/*
 * Runs the browser tests, as many files at a time as there are processors, against one binary:
 *
 *     node tests/browser/run.mjs [BINARY] [NAME…]      NAME.test.mjs; none: all
 *
 * Output is one TAP stream, file by file; pictures of what fails are in out-check/shots.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const binary = words.length && fs.existsSync(words[0]) && fs.statSync(words[0]).isFile() ? path.resolve(words.shift()) : undefined;
if (binary) process.env.MINGBAI_BINARY = binary;
const { make_demo, SHOTS } = await import("./harness.mjs");

const LONGEST = "pages.test.mjs"; /* begins first, so that the last ones end together */
const FILE_MS = 15 * 60 * 1000;
const files = fs.readdirSync(here).filter((name) => name.endsWith(".test.mjs"))
    .filter((name) => !words.length || words.includes(name.replace(".test.mjs", "")))
    .sort((a, b) => (b === LONGEST) - (a === LONGEST) || a.localeCompare(b));
let count = 0;
let failed = 0;
const say = (fine, what) => {
    count += 1;
    failed += fine ? 0 : 1;
    console.log(`${fine ? "ok" : "not ok"} ${count} - ${what}`);
};

/* Runs a file to its end; gives {out, err, code, signal, seconds}. */
function run(file) {
    return new Promise((resolve) => {
        const start = Date.now();
        const got = { out: "", err: "" };
        const child = spawn(process.execPath, [path.join(here, file)], {
            stdio: ["ignore", "pipe", "pipe"], timeout: FILE_MS,
            env: Object.assign({}, process.env, { MINGBAI_BROWSER_DEMO: demo }),
        });
        for (const [stream, name] of [[child.stdout, "out"], [child.stderr, "err"]]) {
            stream.setEncoding("utf8");
            stream.on("data", (part) => { got[name] += part; });
        }
        child.on("error", (error) => { got.err += error; });
        child.on("close", (code, signal) => resolve({ ...got, code, signal, seconds: (Date.now() - start) / 1000 }));
    });
}

function tell(file, { out, err, code, signal, seconds }) {
    const lines = out.split("\n");
    console.log(`# ${file}: ${seconds.toFixed(0)} s`);
    for (const line of lines) {
        const result = /^(not )?ok \d+ - (.*)/.exec(line);
        if (result) say(!result[1], `${file.replace(".test.mjs", "")}: ${result[2]}`);
        else if (line && !/^1\.\./.test(line)) console.log(line);
    }
    const planned = lines.map((line) => /^1\.\.(\d+)/.exec(line)).filter(Boolean).pop();
    if (!planned || Number(planned[1]) !== lines.filter((line) => /^(not )?ok /.test(line)).length) {
        console.log("# " + err.trim().replace(/\n/g, "\n# "));
        say(false, `${file} runs to its end (exit ${code}, ${signal})`);
    }
}

fs.mkdirSync(SHOTS, { recursive: true });
const demo = process.env.MINGBAI_BROWSER_DEMO || fs.mkdtempSync(path.join(os.tmpdir(), "mingbai-demo-"));
try {
    if (!process.env.MINGBAI_BROWSER_DEMO) {
        const start = Date.now();
        make_demo(demo);
        say(true, `the demonstration is loaded (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    }
    const waiting = files.slice();
    const runner = async () => {
        for (let file = waiting.shift(); file; file = waiting.shift()) tell(file, await run(file));
    };
    await Promise.all(Array.from({ length: os.cpus().length }, runner));
} catch (error) {
    console.log("# " + String((error && error.stack) || error).replace(/\n/g, "\n# "));
    say(false, "the demonstration is loaded");
} finally {
    if (!process.env.MINGBAI_BROWSER_DEMO) fs.rmSync(demo, { recursive: true, force: true });
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
