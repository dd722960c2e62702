// Answers one line of JSON per line of JSON: the text in, what HashiCorp's own parser reads out of it.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const { parse } = createRequire(process.argv[2] + '/package.json')('@cdktf/hcl2json');
for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { body: await parse('main.tf', JSON.parse(line)) };
  } catch (e) {
    // Its converter cannot say everything that the parser has read: then it has no opinion.
    answer = String(e).includes('convert to HCL') ? { unable: true } : { refused: true };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
process.exit(0);
