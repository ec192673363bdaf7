-- Rounds on a schedule: when they close, are planned and published; a seed that is drawn at the opening; what a round was for whom.

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "fairness" JSONB,
ADD COLUMN     "fairness_strength" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "opened_at" TIMESTAMPTZ(3),
ADD COLUMN     "planning_at" TIMESTAMPTZ(3),
ADD COLUMN     "price_of_fairness" DOUBLE PRECISION,
ADD COLUMN     "publication_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "round_schedule" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "first_closing" TEXT NOT NULL,
    "every_minutes" INTEGER NOT NULL,
    "plan_after_minutes" INTEGER NOT NULL,
    "publish_after_minutes" INTEGER NOT NULL,
    "horizon_days" INTEGER NOT NULL,
    "fairness_strength" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "round_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "open_round" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seed" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closing_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "open_round_pkey" PRIMARY KEY ("id")
);

-- By hand from here: what Prisma's language cannot say.

ALTER TABLE "round_schedule"
  ADD CONSTRAINT "round_schedule_one" CHECK ("id" = 1),
  ADD CONSTRAINT "round_schedule_times" CHECK (
    "first_closing" ~ '^([01]\d|2[0-3]):[0-5]\d$' AND "every_minutes" BETWEEN 5 AND 1440 AND 1440 % "every_minutes" = 0
    AND 0 <= "plan_after_minutes" AND "plan_after_minutes" <= "publish_after_minutes" AND "publish_after_minutes" < "every_minutes"),
  ADD CONSTRAINT "round_schedule_horizon" CHECK ("horizon_days" BETWEEN 1 AND 14),
  ADD CONSTRAINT "round_schedule_fairness" CHECK ("fairness_strength" BETWEEN 0 AND 2);
ALTER TABLE "open_round" ADD CONSTRAINT "open_round_one" CHECK ("id" = 1);

-- Once a day, at the end of the working day; a planner changes it. Results at a quarter past, for all at once.
INSERT INTO "round_schedule" VALUES (1, '18:00', 1440, 0, 15, 8, 0);

-- The first closing after an instant. Kazakhstan has had one zone without summer time since March 2024, so steps of minutes stay on its clock.
CREATE FUNCTION next_closing(p_schedule round_schedule, p_after timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT first + step * (floor(extract(epoch FROM p_after - first) / extract(epoch FROM step)) + 1)
  FROM (
    SELECT (date_trunc('day', p_after AT TIME ZONE 'Asia/Almaty') + p_schedule.first_closing::time) AT TIME ZONE 'Asia/Almaty' AS first,
      make_interval(mins => p_schedule.every_minutes) AS step
  ) day;
$$;

-- Opens the round that takes applications, and closes it when its time has come: then it is a plan, and the next one is open. Called again and again
-- by any number of processes: the schedule's row lets one in at a time.
--
-- A round that nobody can be placed by stays open until the next closing, with the seed that it has: a plan of nothing would tell nobody anything.
-- Returns the plan that was made, or nothing.
CREATE FUNCTION keep_rounds(p_plan_id uuid, p_next_seed text, p_now timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  rule round_schedule%ROWTYPE;
  current open_round%ROWTYPE;
  v_planning_at timestamptz;
BEGIN
  SELECT * INTO STRICT rule FROM round_schedule FOR UPDATE;
  SELECT * INTO current FROM open_round;
  IF NOT FOUND THEN
    INSERT INTO open_round (seed, opened_at, closing_at) VALUES (p_next_seed, p_now, next_closing(rule, p_now));
    RETURN NULL;
  ELSIF current.closing_at > p_now THEN
    RETURN NULL;
  END IF;

  v_planning_at := greatest(p_now, current.closing_at + make_interval(mins => rule.plan_after_minutes));
  IF NOT EXISTS (
    SELECT FROM application
    WHERE state = 'open' AND made_at < current.closing_at AND latest_at > v_planning_at
      AND earliest_at < v_planning_at + make_interval(days => rule.horizon_days)
  ) THEN
    UPDATE open_round SET closing_at = next_closing(rule, p_now);
    RETURN NULL;
  END IF;

  INSERT INTO plan (
    id, state, horizon_from, horizon_to, seed, made_at, opened_at, closed_at, planning_at, publication_at, fairness_strength, seq)
  VALUES (
    p_plan_id, 'queued', v_planning_at, v_planning_at + make_interval(days => rule.horizon_days), current.seed, p_now, current.opened_at,
    current.closing_at, v_planning_at, current.closing_at + make_interval(mins => rule.publish_after_minutes), rule.fairness_strength,
    nextval('live_seq'))
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN NULL; -- the one before is still under way: this one is due, and looked at again
  END IF;
  UPDATE open_round SET seed = p_next_seed, opened_at = p_now, closing_at = next_closing(rule, p_now);
  RETURN p_plan_id;
END $$;
