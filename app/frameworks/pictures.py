"""The line drawings that may stand beside an Easy Read text, and what each shows. Files of ours, one by each name."""

PICTURES = {
    "person": "One person. Around them are a house, a heart and a cup.",
    "together": "Two people at a table hold one sheet of paper.",
    "leading": "A person holds a flag. Two others follow.",
    "puzzle": "Four pieces of a puzzle fit together.",
    "looking": "A magnifying glass over a chart.",
    "shops": "Three houses in a row, each of another kind.",
    "coins": "A pile of coins, with an arrow to a heart.",
    "learning": "A person reads a book.",
    "talking": "Two people talk. Each has a speech bubble.",
    "whole": "Three people inside one ring.",
    "paper": "A sheet of paper, and an eye with a line through it.",
    "door": "An open door, with an arrow that leads in.",
    "road": "A road that winds to a flag.",
    "scales": "A pair of scales, level.",
    "plant": "A plant that grows in a pot.",
    "family": "A grown-up and a child, under one roof.",
    "caring": "A hand that holds a heart.",
    "home": "Two children in a house.",
    "bed": "A child in bed, and the moon in the window.",
    "school": "A school with a flag, and a ramp at its door.",
}
