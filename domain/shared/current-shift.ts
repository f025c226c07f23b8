/**
 * The number of the shift that is open at this register, for what is paid now. Inside the unit of work of that payment; where no shift is open it
 * opens one, so that a sale never waits for somebody to count a float.
 */
export type CurrentShift = () => number;
