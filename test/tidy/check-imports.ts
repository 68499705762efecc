import { importFaults } from './import-faults.ts';
import { readImports } from './import-graph.ts';
import { packagesOf, readHouse } from './house.ts';

const house = readHouse(process.cwd());
const imports = readImports(house);
const faults = importFaults(imports, packagesOf(house));
for (const fault of faults) console.log(fault);
console.log(`${imports.length} imports, ${faults.length} against the law`);
if (faults.length > 0 || imports.length === 0) process.exitCode = 1;
