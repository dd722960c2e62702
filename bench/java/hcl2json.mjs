import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , folder, file, seconds] = process.argv;
const { parse } = createRequire(folder + '/package.json')('@cdktf/hcl2json');
const text = readFileSync(file, 'utf8');
await parse('main.tf', 'a = 1\n');
let runs = 0;
const start = performance.now();
do {
  await parse('main.tf', text);
  runs++;
} while (performance.now() - start < seconds * 1000);
const each = (performance.now() - start) / runs;
console.log(`| hcl2json (WebAssembly), ${text.length} bytes | ${Math.round(each)} ms, ${(text.length / each / 1000).toFixed(1)} MB/s |`);
process.exit(0);
