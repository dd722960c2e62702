// Answers one line of JSON per line of JSON: the text in, what HashiCorp's own parser reads out of it.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const { parse } = createRequire(process.argv[2] + '/package.json')('@cdktf/hcl2json');
for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { body: await parse('main.tf', JSON.parse(line)) };
  } catch (e) {
    answer = { error: String(e).slice(0, 500) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
process.exit(0);
