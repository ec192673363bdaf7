-- Regimes that gate events suggest, and what planners made of them.

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "draft" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "reason" TEXT,
    "regime_id" UUID,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "proposal_made_at_id_idx" ON "proposal"("made_at", "id");

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma's language cannot say.

ALTER TABLE "proposal"
  ADD CONSTRAINT "proposal_state" CHECK ("state" IN ('open', 'accepted', 'declined', 'withdrawn')),
  ADD CONSTRAINT "proposal_side" CHECK ("side" IN ('kz', 'neighbour')),
  ADD CONSTRAINT "proposal_direction" CHECK ("direction" IN ('out', 'in')),
  ADD CONSTRAINT "proposal_source" CHECK ("source" IN ('gate', 'simulated')),
  ADD CONSTRAINT "proposal_decided" CHECK (("state" = 'open') = ("decided_at" IS NULL));
-- However many workers measure at once: a planner has one question about a post at a time.
CREATE UNIQUE INDEX "proposal_open" ON "proposal" ("checkpoint_id", "direction", "side", "source") WHERE "state" = 'open';

-- Whoever applies a regime that follows a proposal has accepted it, in the same transaction. A withdrawn one, too: the planner saw it before.
CREATE FUNCTION accept_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE proposal SET state = 'accepted', decided_at = NEW.made_at, decided_by = NEW.made_by, regime_id = NEW.id
  WHERE id = NEW.proposal_id AND state IN ('open', 'withdrawn');
  RETURN NULL;
END $$;
CREATE TRIGGER "regime_accepts_proposal" AFTER INSERT ON "inspection_regime"
  FOR EACH ROW WHEN (NEW.proposal_id IS NOT NULL) EXECUTE FUNCTION accept_proposal();
