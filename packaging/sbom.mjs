// Writes the list of what is in the package, as CycloneDX 1.6: node sbom.mjs HOME STAGED VERSION > FILE
//
// Taken together: what the Maven plugin says of each packaged module (target/bom.json), what npm says of the console, the
// Java runtime, and the detectors that Vigie knows and does not bring. Each jar of the package must be on the list with its
// SHA-256, or the list is not made. The same package gives the same list: no time, no random number.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [home, staged, version] = process.argv.slice(2);
const modules = readdirSync(join(staged, 'programs'));
const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const hashOf = (component) => component.hashes?.find((one) => one.alg === 'SHA-256')?.content;

/** Fails with one sentence. */
function refuse(why) {
  process.stderr.write(`vigie: ${why}\n`);
  process.exit(1);
}

// --- libraries of Java

const known = new Map();
const dependencies = new Map();
for (const module of modules) {
  const bom = JSON.parse(readFileSync(join(home, module, 'target/bom.json'), 'utf8'));
  for (const component of [bom.metadata.component, ...bom.components]) {
    if (component.scope !== 'excluded') {
      known.set(component['bom-ref'], component);
    }
  }
  for (const edge of bom.dependencies ?? []) {
    const before = dependencies.get(edge.ref) ?? [];
    dependencies.set(edge.ref, [...new Set([...before, ...(edge.dependsOn ?? [])])]);
  }
}

/** The file name that Maven gives a library, or that the package gives one of Vigie's own modules. */
function fileOf(component) {
  if (component.group === 'org.vigie') {
    return `vigie-${component.name}.jar`;
  }
  const classifier = /[?&]classifier=([^&]*)/.exec(component.purl)?.[1];
  return `${component.name}-${component.version}${classifier ? `-${decodeURIComponent(classifier)}` : ''}.jar`;
}

const byFile = new Map([...known.values()].map((component) => [fileOf(component), component]));
const components = [];
for (const jar of readdirSync(join(staged, 'lib'))) {
  const component = byFile.get(jar) ?? refuse(`${jar} is in the package and Maven does not know of it`);
  const hash = sha256(join(staged, 'lib', jar));
  const said = { ...component, hashes: [{ alg: 'SHA-256', content: hash }] };
  said.properties = [{ name: 'vigie:file', value: `usr/lib/vigie/package/lib/${jar}` }];
  if (component.group !== 'org.vigie' && hashOf(component) !== hash) {
    if (!/^(onnxruntime|sqlite-jdbc)-/.test(jar)) {
      refuse(`${jar} in the package is not what Maven fetched`);
    }
    said.properties.push({ name: 'vigie:without-natives-of-other-machines', value: hashOf(component) });
  }
  components.push(said);
}

// --- libraries of the console

function saidByNpm() {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'];
  const ran = spawnSync('npm', words, { cwd: join(home, 'console'), encoding: 'utf8', maxBuffer: 1 << 26 });
  if (ran.error || ran.status !== 0) {
    const why = ran.error?.message ?? ran.stderr.split('\n').find((line) => line.includes('missing:') || line.includes('invalid:')) ?? ran.stderr;
    refuse(`npm does not list the console's libraries (${why.trim()}); in console/, \`npm ci\` brings those of package-lock.json`);
  }
  return JSON.parse(ran.stdout);
}

const npm = saidByNpm();
const here = (component) => !(component.properties ?? []).some((one) => one.name === 'cdx:npm:package:path' && one.value === '');
for (const component of npm.components.filter(here)) {
  components.push({ ...component, properties: [{ name: 'vigie:file', value: 'usr/lib/vigie/package/console' }] });
}
for (const edge of npm.dependencies ?? []) {
  dependencies.set(edge.ref, edge.dependsOn ?? []);
}

// --- Java itself, and the detectors that may be added

const release = Object.fromEntries(
  readFileSync(join(staged, 'jre/release'), 'utf8')
    .split('\n')
    .map((line) => /^(\w+)="(.*)"$/.exec(line)?.slice(1))
    .filter(Boolean),
);
components.push({
  type: 'platform',
  'bom-ref': 'java',
  name: 'Java runtime (jlink)',
  version: release.JAVA_RUNTIME_VERSION ?? release.JAVA_VERSION,
  publisher: release.IMPLEMENTOR,
  licenses: [{ expression: 'GPL-2.0-only WITH Classpath-exception-2.0' }],
  properties: [
    { name: 'vigie:file', value: 'usr/lib/vigie/package/jre' },
    { name: 'vigie:modules', value: release.MODULES ?? '' },
  ],
});

const catalogue = readFileSync(join(home, 'link/src/main/resources/org/vigie/link/detector/catalogue.yaml'), 'utf8');
for (const model of catalogue.split(/^- /m).slice(1)) {
  const value = (key) => new RegExp(`^ *${key}: (.*)$`, 'm').exec(model)?.[1] ?? refuse(`catalogue.yaml: a model without ${key}`);
  components.push({
    type: 'machine-learning-model',
    'bom-ref': `model:${value('sha256')}`,
    scope: 'excluded',
    name: value('name'),
    version: value('sha256').slice(0, 12),
    description: `Not in the package: known by its hash, and used only where a town adds it. ${value('purpose')}`,
    hashes: [{ alg: 'SHA-256', content: value('sha256') }],
    licenses: [{ license: { name: value('licence') } }],
    properties: [{ name: 'vigie:source', value: value('source') }],
  });
}

// --- all of it

components.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
const refs = new Set(components.map((one) => one['bom-ref']));
const edges = [...dependencies]
  .filter(([ref]) => refs.has(ref))
  .map(([ref, all]) => ({ ref, dependsOn: all.filter((one) => refs.has(one)).sort() }))
  .sort((a, b) => (a.ref < b.ref ? -1 : 1));
edges.unshift({ ref: 'vigie', dependsOn: [...refs].filter((ref) => ref.includes('org.vigie/') || ref === 'java').sort() });
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: {
      type: 'application',
      'bom-ref': 'vigie',
      name: 'vigie',
      version,
      purl: `pkg:deb/vigie@${encodeURIComponent(version)}?arch=amd64`,
      licenses: [{ license: { id: 'EUPL-1.2' } }],
    },
  },
  components,
  dependencies: edges,
};
process.stdout.write(`${JSON.stringify(bom, null, 1)}\n`);
