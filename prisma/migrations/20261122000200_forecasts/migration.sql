-- The wait forecast of each checkpoint and direction: one row, the newest.

-- CreateTable
CREATE TABLE "wait_forecast" (
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "replications" INTEGER NOT NULL,
    "based_on" TEXT NOT NULL,
    "hours" JSONB NOT NULL,

    CONSTRAINT "wait_forecast_pkey" PRIMARY KEY ("checkpoint_id","direction")
);

-- AddForeignKey
ALTER TABLE "wait_forecast" ADD CONSTRAINT "wait_forecast_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma's language cannot say.

ALTER TABLE "wait_forecast" ADD CONSTRAINT "wait_forecast_based_on" CHECK ("based_on" IN ('gate', 'simulated', 'bookings'));
