/** Who records what happens at all gates of the demo world; known to everybody, like its other accounts. */
export const simulatedOfficer = { email: 'simulated-officer@demo.otkel', password: 'otkel-demo-2026' };
