# Makes the answers under cases/ (invented, seeded) and expected.csv, R's numbers for the designs beside them.
# Run in this folder: Rscript make_cases.R. Made with R 4.2.2 and survey 4.1.1; tests do not need R.
suppressMessages(library(survey))
options(digits = 17)
if (!requireNamespace("MASS", quietly = TRUE)) { # calibrate() asks MASS for a pseudo-inverse only
  inverse <- function(X, tol = sqrt(.Machine$double.eps)) { s <- svd(X); keep <- s$d > max(tol * s$d[1], 0)
    s$v[, keep, drop = FALSE] %*% (1 / s$d[keep] * t(s$u[, keep, drop = FALSE])) }
  g <- eval(parse(text = gsub("MASS::ginv", "inverse", deparse(survey:::grake), fixed = TRUE)))
  environment(g) <- list2env(list(inverse = inverse), parent = asNamespace("survey"))
  assignInNamespace("grake", g, "survey")
}
set.seed(20261124)

# A ward: 6 areas, ages 1-4, sexes 1-2. q: 1-4, 9 no answer; hours: a number, some empty; kids: a number.
sizes <- c(900, 1400, 2100, 1250, 760, 1700); drawn <- c(22, 31, 40, 25, 18, 34)
ward <- do.call(rbind, lapply(1:6, function(a) data.frame(area = a, Nh = sizes[a], share = drawn[a] / sizes[a],
  age = sample(1:4, drawn[a], TRUE, c(.15, .25, .3, .3)), sex = sample(1:2, drawn[a], TRUE))))
ward$id <- seq_len(nrow(ward))
ward$w <- round(ward$Nh / drawn[ward$area] * exp(rnorm(nrow(ward), 0, .3)), 3)
ward$q <- ifelse(runif(nrow(ward)) < .05, 9, sample(1:4, nrow(ward), TRUE, c(.22, .33, .3, .15)))
ward$rare <- as.integer(runif(nrow(ward)) < .04)
ward$hours <- round(rgamma(nrow(ward), 2, .4) + ward$age, 1); ward$hours[sample(nrow(ward), 9)] <- NA
ward$kids <- rpois(nrow(ward), 1.1) + 1
write.csv(ward, "cases/ward.csv", row.names = FALSE, na = "", quote = FALSE)
joint <- expand.grid(age = 1:4, sex = 1:2); joint$N <- c(610, 980, 1240, 1180, 640, 1010, 1260, 1190)
age <- aggregate(N ~ age, joint, sum); sex <- aggregate(N ~ sex, joint, sum)
area <- data.frame(area = 1:6, N = sizes)
for (t in c("joint", "age", "sex", "area")) write.csv(get(t), paste0("cases/", t, ".csv"), row.names = FALSE)

# Schools: 3 districts of 9, 7 and 12 schools, 4, 3 and 5 drawn; 2-5 of each school's 8-20 classes, each with answers.
rows <- list(); code <- 0
for (d in 1:3) for (s in seq_len(c(4, 3, 5)[d])) { code <- code + 1; held <- sample(8:20, 1)
  for (k in seq_len(sample(2:5, 1))) { level <- rnorm(1, 0, .5)
    for (p in seq_len(sample(2:6, 1))) rows[[length(rows) + 1]] <- data.frame(district = d, school = 100 + code,
      class = k, schools = c(9, 7, 12)[d], classes = held, grade = sample(1:3, 1),
      like = as.integer(runif(1) < plogis(level)), score = round(60 + 8 * level + rnorm(1, 0, 6), 1)) } }
schools <- do.call(rbind, rows); schools$half <- ifelse(schools$class %% 2 == 0, "even", "odd")
schools$w <- with(schools, round(schools / c(4, 3, 5)[district] * classes / 3, 4))
write.csv(schools, "cases/schools.csv", row.names = FALSE, quote = FALSE)

# Lonely: as the ward's areas 1-3, with one answer alone in area 7 and a stratum of two of whom one did not answer.
lonely <- rbind(ward[ward$area <= 3, c("area", "Nh", "age", "sex", "w", "q", "hours")],
  data.frame(area = c(7, 8, 8), Nh = c(40, 90, 90), age = 1, sex = c(1, 2, 2), w = c(40, 45, 45), q = c(1, 2, 9),
    hours = c(3.5, 4, NA)))
write.csv(lonely, "cases/lonely.csv", row.names = FALSE, na = "", quote = FALSE)

out <- list()
put <- function(case, name, domain, stat, value) out[[length(out) + 1]] <<- data.frame(case, name, domain, stat, value)
figure <- function(case, name, domain, m, df, n, level = .95) {
  put(case, name, domain, "estimate", as.vector(coef(m))[1]); put(case, name, domain, "se", as.vector(SE(m))[1])
  put(case, name, domain, "df", df); put(case, name, domain, "n", n)
  deff <- tryCatch(as.vector(survey::deff(m))[1], error = function(e) NA)
  if (!is.null(deff) && length(deff) && is.finite(deff)) put(case, name, domain, "deff", deff)
  if (df > 0) { ci <- confint(m, df = df, level = level)
    put(case, name, domain, "t_lower", ci[1]); put(case, name, domain, "t_upper", ci[2]) } }
share <- function(case, name, domain, d, formula, calibrated = FALSE) {
  n <- sum(weights(d, "sampling") != 0); p <- svymean(formula, d, deff = TRUE); df <- degf(d)
  figure(case, name, domain, p, df, n)
  if (df > 0 && coef(p) > 0 && coef(p) < 1 && SE(p) > 0) for (m in c("xlogit", if (!calibrated) "beta")) {
    ci <- attr(svyciprop(formula, d, method = m, df = df), "ci")
    put(case, name, domain, paste0(m, "_lower"), ci[1]); put(case, name, domain, paste0(m, "_upper"), ci[2]) } }
ward_case <- function(case, d, calibrated = FALSE, domains = TRUE) {
  parts <- list("all" = rep(TRUE, nrow(d$variables)))
  v <- d$variables
  if (domains) { for (k in sort(unique(v$sex))) parts[[paste0("sex=", k)]] <- v$sex == k
    for (k in sort(unique(v$age))) for (j in sort(unique(v$sex))) parts[[paste0("age=", k, "&sex=", j)]] <- v$age == k & v$sex == j }
  for (label in names(parts)) { inside <- parts[[label]]
    share(case, "q", label, subset(d, inside & q != 9), ~I(as.numeric(q <= 2)), calibrated)
    h <- subset(d, inside & !is.na(hours)); n <- sum(weights(h, "sampling") != 0)
    h$variables$hours[is.na(h$variables$hours)] <- 0
    if (n > 1) { figure(case, "mean_hours", label, svymean(~hours, h, deff = TRUE), degf(h), n)
      figure(case, "total_hours", label, svytotal(~hours, h, deff = TRUE), degf(h), n)
      if (!is.null(v$kids)) figure(case, "hours_per_kid", label, svyratio(~hours, ~kids, h, deff = TRUE), degf(h), n) } } }
school_case <- function(case, d, calibrated = FALSE) { v <- d$variables
  parts <- list("all" = rep(TRUE, nrow(v)))
  for (k in 1:3) parts[[paste0("grade=", k)]] <- v$grade == k
  for (label in names(parts)) { inside <- parts[[label]]; s <- subset(d, inside)
    share(case, "like", label, s, ~like, calibrated)
    figure(case, "score", label, svymean(~score, s, deff = TRUE), degf(s), sum(weights(s, "sampling") != 0)) } }

plain <- svydesign(~1, weights = ~w, data = ward); fpc <- svydesign(~1, strata = ~area, fpc = ~Nh, data = ward)
weighted <- svydesign(~1, strata = ~area, weights = ~w, data = ward)
ward_case("plain", plain)
ward_case("stratified_fpc", fpc)
ward_case("stratified_share", svydesign(~1, strata = ~area, fpc = ~share, data = ward))
ward_case("stratified_weights", weighted)
ward_case("crossed_strata", svydesign(~1, strata = ~interaction(area, sex), weights = ~w, data = ward))
names(joint)[3] <- names(age)[2] <- names(sex)[2] <- names(area)[2] <- "Freq"
ward_case("poststratified", postStratify(fpc, ~age + sex, joint), TRUE)
ward_case("poststratified_weights", postStratify(weighted, ~age + sex, joint), TRUE)
margins <- c(`(Intercept)` = sum(sizes), age2 = age$Freq[2], age3 = age$Freq[3], age4 = age$Freq[4], sex2 = sex$Freq[2],
  area2 = sizes[2], area3 = sizes[3], area4 = sizes[4], area5 = sizes[5], area6 = sizes[6])
scale <- sum(sizes) / sum(joint$Freq)
margins[c("age2", "age3", "age4", "sex2")] <- margins[c("age2", "age3", "age4", "sex2")] * scale
write.csv(transform(age, N = Freq * scale)[c("age", "N")], "cases/age.csv", row.names = FALSE)
write.csv(transform(sex, N = Freq * scale)[c("sex", "N")], "cases/sex.csv", row.names = FALSE)
factors <- function(d) update(d, age = factor(age), sex = factor(sex), area = factor(area))
for (way in c("raking", "linear")) { c1 <- calibrate(factors(weighted), ~age + sex + area, margins, calfun = way, epsilon = 1e-13)
  ward_case(if (way == "raking") "raked" else "linear", c1, TRUE)
  put(if (way == "raking") "raked" else "linear", "weights", "all", "largest", max(weights(c1)))
  put(if (way == "raking") "raked" else "linear", "weights", "all", "smallest", min(weights(c1))) }
school_case("clusters", svydesign(~school, strata = ~district, weights = ~w, data = schools))
school_case("clusters_fpc", svydesign(~school, strata = ~district, weights = ~w, fpc = ~schools, data = schools))
school_case("two_stages", svydesign(~school + class, strata = ~district, fpc = ~schools + classes, data = schools))
school_case("two_stages_weights", svydesign(~school + class, strata = ~district, fpc = ~schools + classes, weights = ~w, data = schools))
school_case("two_stages_no_fpc", svydesign(~school + class, strata = ~district, weights = ~w, data = schools))
school_case("no_strata_clusters", svydesign(~school, weights = ~w, data = schools))
options(survey.lonely.psu = "adjust")
school_case("strata_each_stage", svydesign(~school + class, strata = ~district + half, fpc = ~schools + classes, weights = ~w, data = schools))
grades <- data.frame(grade = 1:3, Freq = c(500, 620, 580))
write.csv(data.frame(grade = 1:3, N = c(500, 620, 580)), "cases/grade.csv", row.names = FALSE)
school_case("clusters_poststratified", postStratify(svydesign(~school + class, strata = ~district, fpc = ~schools + classes, weights = ~w, data = schools), ~grade, grades), TRUE)
for (rule in c("certainty", "adjust", "average", "remove")) { options(survey.lonely.psu = rule)
  ward_case(paste0("lonely_", rule), svydesign(~1, strata = ~area, weights = ~w, fpc = ~Nh, data = lonely))
  l <- svydesign(~1, strata = ~area, weights = ~w, data = lonely)
  ages <- data.frame(age = 1:4, Freq = c(700, 900, 1500, 1400))
  ward_case(paste0("lonely_poststratified_", rule), postStratify(l, ~age, ages), TRUE) }
write.csv(data.frame(age = 1:4, N = c(700, 900, 1500, 1400)), "cases/lonely_age.csv", row.names = FALSE)
all <- do.call(rbind, out); all$value <- format(all$value, digits = 17, trim = TRUE)
write.csv(all, "expected.csv", row.names = FALSE, quote = FALSE)
