"""Every kernel of the lab: nothing reaches AWS, from before its first cell on."""

from cognito_lab.aws import wall

wall.raise_wall()
del wall
