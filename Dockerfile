FROM node:24-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm pack && tar -xzf wa-gateway-conformance-*.tgz
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

# The package as it is published, beside what it depends on.
FROM node:24-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
ENV NODE_ENV=production
COPY --from=build /build/node_modules /app/node_modules
COPY --from=build /build/package /app/node_modules/wa-gateway-conformance
# The one folder that a run reads and writes: where a user's files are mounted.
WORKDIR /work
RUN chown node:node /work
USER node
ENTRYPOINT ["node", "/app/node_modules/wa-gateway-conformance/dist/bin.js"]
