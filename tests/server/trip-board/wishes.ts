/** A valid request to each endpoint of the trip board; the address of the calendar comes first: those after it make another one, and end it. */
export function tripBoardWishes(calendarToken: () => string) {
  return {
    'tripBoard.calendar': () => ({ params: { token: calendarToken() } }),
    'tripBoard.list': () => ({}),
    'tripBoard.getCalendar': () => ({}),
    'tripBoard.renewCalendar': () => ({ body: { language: 'en' } }),
    'tripBoard.revokeCalendar': () => ({}),
  };
}
