/** The door of the network: what higher modules may call. */

export { addCentre } from "./centre/add-centre.ts"
export { allCentres, deleteDemoCentres } from "./centre/centre.store.ts"
export { nameCurator } from "./curator/name-curator.ts"
