# R's survey package on the task of script/bench survey: Rscript survey_task.R FILE.csv QUESTIONS OUT.json
suppressMessages(library(survey))
given <- commandArgs(TRUE)
peak <- function() as.numeric(sub("\\D*(\\d+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
start <- proc.time()
data <- read.csv(given[1])
n <- ave(data$Nh, data$area, FUN = length)
data$w <- data$Nh / n
found <- character(0)
for (k in seq_len(as.integer(given[2]))) {
  q <- data[[paste0("q", k)]]
  data$yes <- ifelse(q == 9, NA, as.numeric(q %in% c(4, 5)))
  design <- svydesign(~1, strata = ~area, weights = ~w, fpc = ~Nh, data = data)
  part <- svyby(~yes, ~area + age + sex, subset(design, !is.na(yes)), svymean)
  part <- part[order(part$area, part$age, part$sex), ]
  found <- c(found, sprintf("[%.17g,%.17g]", part$yes, part$se))
}
took <- proc.time() - start
writeLines(paste0("[", paste(found, collapse = ","), "]"), given[3])
cat(sprintf('{"wall": %.3f, "processor": %.3f, "peak": %.1f}\n', took[["elapsed"]], took[["user.self"]] + took[["sys.self"]], peak()))
